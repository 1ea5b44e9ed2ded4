"""Cases and their time limits: deadlines, how long cases take, what is due, and what is wrong in a file."""
