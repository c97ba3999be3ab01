"""Backups of courses as Moodle 2.0 to 5.0 writes them (.mbz), read into parcels.

A backup is a folder of XML files packed as zip or tar.gz: `moodle_backup.xml` lists
what there is, each section and activity has a folder, `files.xml` names what lies in
`files/` under its digest, `questions.xml` holds the question bank. The newer ones name
questions by their entry in the bank and pick one of its versions. Nothing goes by the
version they say, only by what stands there. Who took part in the course stays outside.
"""

from courses.exchange.moodle.backup import LIST, Backup, is_backup

__all__ = ["LIST", "Backup", "is_backup"]
