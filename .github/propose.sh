#!/bin/sh
# Put what a workflow has changed into a branch, and open a pull request with it: propose.sh BRANCH TITLE FILE
# FILE holds the text of the pull request. GH_TOKEN has to be set, for this step alone. BASE is the branch to change, where
# that is not the one that the workflow runs on.
set -eu

git add --all
if git diff --cached --quiet; then
    echo "Nothing has changed, so there is nothing to propose."
    exit 0
fi
# Somebody may have closed the pull request of an earlier run, and kept its branch.
if git -c credential.helper="!gh auth git-credential" ls-remote --exit-code origin "refs/heads/$1" >/dev/null; then
    echo "::error::The branch $1 exists already. Go on with its pull request, or delete the branch and run this again."
    exit 1
fi
git switch --quiet --create "$1"
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
    commit --quiet --message "$2"
# The token is for this command only: checkout has kept none.
git -c credential.helper="!gh auth git-credential" push --quiet origin "HEAD:refs/heads/$1"
gh pr create --base "${BASE:-$GITHUB_REF_NAME}" --head "$1" --title "$2" --body-file "$3"
