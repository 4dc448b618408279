"""Files as people really send them: `recipes` makes a small one for each report, `changes` is what they are made with."""
