"""What belongs to having several editions.

differences   what differs between two editions
load, folder  loading all editions together, from their folder
check         what is amiss between them
published     the ids that an edition was published with, and what became of each
days          what is overdue as of today, or still to come by mistake
wording       warnings of what is hard to read, and of doubtful examples
places        where an id is in the files
begin         beginning a new edition; file_text changes a file's text for it
changelog     what changed since the last edition, as text
"""
