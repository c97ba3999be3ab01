"""Backups as Moodle 2.9, 3.11 and 4.3 would write them, made in code.

What the three say differently is here: how a quiz names its questions, how the bank
holds them, and how the archive is packed.
"""

import hashlib
import json
from dataclasses import dataclass, field
from itertools import count

from courses.tests.moodle_rows import tag, tags, tarred, xml, zipped

RELEASES = {"2.9": "2.9.9 (Build: 20161107)", "3.11": "3.11.18+", "4.3": "4.3.2+"}
CONTEXT_OF_COURSE = 50
NULL = "$@NULL@$"


@dataclass
class Backup:
    """Everything is added with its own words; `packed` writes the whole."""

    version: str = "4.3"
    title: str = "Manajemen Relawan"
    summary: str = "<p>Kelas <b>relawan</b> di kabupaten.</p>"
    has_users: bool = False
    members: dict[str, bytes] = field(default_factory=dict)
    _sections: list[str] = field(default_factory=list)
    _activities: list[str] = field(default_factory=list)
    _files: list[str] = field(default_factory=list)
    _categories: list[str] = field(default_factory=list)
    _inside: dict[int, list[int]] = field(default_factory=dict)
    _about: dict[int, dict[str, object]] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(101))

    @property
    def is_new(self) -> bool:
        return self.version.startswith("4")

    def section(
        self, name: str = NULL, summary: str = "", *, visible: int = 1, **more: object
    ) -> int:
        number = len(self._about)
        key = 10 + number
        self._about[key] = {
            "number": number,
            "name": name,
            "summary": summary,
            "summaryformat": 1,
            "visible": visible,
            "availabilityjson": NULL,
            **more,
        }
        self._inside[key] = []
        folder = f"sections/section_{key}"
        self._sections.append(
            "<section>"
            + tags(sectionid=key, title=number, directory=folder)
            + "</section>"
        )
        return key

    def activity(
        self,
        kind: str,
        name: str,
        section: int,
        *,
        inner: str = "",
        visible: int = 1,
        completion: int = 0,
        availability: str = NULL,
        expected: int = 0,
        **values: object,
    ) -> int:
        """Its number in the course; its files belong to the context of that + 1000."""
        module = next(self._numbers)
        self._inside[section].append(module)
        folder = f"activities/{kind}_{module}"
        self._activities.append(
            "<activity>"
            + tags(moduleid=module, sectionid=section, modulename=kind, title=name)
            + tag("directory", folder)
            + "</activity>"
        )
        self.members[f"{folder}/module.xml"] = xml(
            f'<module id="{module}" version="2023100900">'
            + tags(modulename=kind, sectionid=section, visible=visible)
            + ("" if self.version == "2.9" else tags(visibleoncoursepage=1))
            + tags(completion=completion, completionexpected=expected)
            + tags(availability=availability)
            + "</module>"
        )
        said = tags(name=name, **values)
        self.members[f"{folder}/{kind}.xml"] = xml(
            f'<activity id="{module + 500}" moduleid="{module}" modulename="{kind}"'
            f' contextid="{module + 1000}"><{kind} id="{module + 500}">'
            f"{said}{inner}</{kind}></activity>"
        )
        return module

    def page(self, name: str, content: str, section: int, **more: object) -> int:
        return self.activity(
            "page",
            name,
            section,
            intro="",
            introformat=1,
            content=content,
            contentformat=1,
            **more,  # type: ignore[arg-type]
        )

    def file(
        self,
        name: str,
        content: bytes,
        *,
        context: int,
        component: str,
        area: str = "content",
        item: int = 0,
        path: str = "/",
    ) -> str:
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        self.members[f"files/{digest[:2]}/{digest}"] = content
        row = tags(
            contenthash=digest,
            contextid=context,
            component=component,
            filearea=area,
            itemid=item,
            filepath=path,
            filename=name,
            userid=7,
            filesize=len(content),
            author="Sari Rahasia",
        )
        self._files.append(f'<file id="{len(self._files) + 1}">{row}</file>')
        return digest

    def category(self, name: str, *questions: str, parent: int = 0) -> int:
        """Of what `question` made; its number, in which others may stand."""
        key = len(self._categories) + 1
        about = tags(
            name=name, contextid=CONTEXT_OF_COURSE, contextlevel=50, info="", stamp="x"
        )
        inside = "".join(questions).replace("CATEGORY", str(key))
        holder = "question_bank_entries" if self.is_new else "questions"
        self._categories.append(
            f'<question_category id="{key}">{about}{tags(parent=parent)}'
            f"<{holder}>{inside}</{holder}></question_category>"
        )
        return key

    def question(
        self,
        key: int,
        kind: str,
        text: str,
        plugin: str = "",
        *,
        parent: int = 0,
        hidden: int = 0,
        more: str = "",
    ) -> str:
        """`more` is what stands after what its kind says: hints, tags."""
        about = tags(
            parent=parent,
            name=f"Soal {key}",
            questiontext=text,
            questiontextformat=1,
            generalfeedback="",
            generalfeedbackformat=1,
            defaultmark="1.0000000",
            qtype=kind,
        )
        if not self.is_new:
            about += tags(stamp="y", hidden=hidden)
        row = (
            f'<question id="{key}">{about}<plugin_qtype_{kind}_question>{plugin}'
            f"</plugin_qtype_{kind}_question>{more}</question>"
        )
        if not self.is_new:
            return row
        status = "hidden" if hidden else "ready"
        return (
            f'<question_bank_entry id="{key + 7000}">'
            + tags(questioncategoryid="CATEGORY", idnumber=NULL, ownerid=2)
            + f'<question_version><question_versions id="{key}">'
            + tags(version=1, status=status)
            + f"<questions>{row}</questions></question_versions>"
            + "</question_version></question_bank_entry>"
        )

    def slots(self, *marks: tuple[int, str]) -> str:
        """What is in a quiz that asks these questions, each for its mark."""
        rows = []
        for place, (key, mark) in enumerate(marks, start=1):
            if self.version == "2.9":
                about = tags(slot=place, page=1, questionid=key, maxmark=mark)
            elif self.is_new:
                reference = tags(
                    usingcontextid=1,
                    component="mod_quiz",
                    questionarea="slot",
                    questionbankentryid=key + 7000,
                    version=NULL,
                )
                about = tags(quizid=1, slot=place, page=1, maxmark=mark) + (
                    f'<question_reference id="{place}">{reference}</question_reference>'
                )
            else:
                about = tags(slot=place, page=1, requireprevious=0, questionid=key)
                about += tags(questioncategoryid=NULL, maxmark=mark)
            rows.append(f'<question_instance id="{place}">{about}</question_instance>')
        return f"<question_instances>{''.join(rows)}</question_instances>"

    def draws(self, count: int, key: int, category: int = 1) -> str:
        """What is in a quiz that draws from a category.

        Until 3.11 the draw is a question too, which has to be in the bank by this key.
        """
        if not self.is_new:
            return self.slots(*[(key, "1.0000000")] * count)
        chosen = {"category": {"values": [str(category)], "filteroptions": {}}}
        condition = json.dumps({"filter": chosen})
        about = tags(usingcontextid=1, component="mod_quiz", filtercondition=condition)
        rows = (
            f'<question_instance id="{place}">'
            + tags(slot=place, page=1, maxmark="1.0000000")
            + f'<question_set_reference id="{place}">{about}</question_set_reference>'
            + "</question_instance>"
            for place in range(1, count + 1)
        )
        return f"<question_instances>{''.join(rows)}</question_instances>"

    @property
    def everything(self) -> dict[str, bytes]:
        return {**self._frame(), **self.members}

    def packed(self, container: str = "tar") -> bytes:
        members = self.everything
        if container == "zip":
            return zipped(members)
        if container == "indexed":
            listing = "".join(
                f"{name}\tf\t{len(c)}\t?\n" for name, c in members.items()
            )
            index = f"Moodle archive file index. Count: {len(members)}\n{listing}"
            members = {".ARCHIVE_INDEX": index.encode(), **members}
        return tarred(members)

    def _frame(self) -> dict[str, bytes]:
        settings = {"users": int(self.has_users), "activities": 1, "files": 1}
        rows = "".join(
            f"<setting>{tags(level='root', name=name, value=value)}</setting>"
            for name, value in settings.items()
        )
        frame = {
            "moodle_backup.xml": xml(
                "<moodle_backup><information>"
                + tags(
                    name="backup.mbz",
                    moodle_release=RELEASES[self.version],
                    original_wwwroot="https://moodle.contoh.id",
                    original_course_fullname=self.title,
                )
                + "<contents>"
                + f"<activities>{''.join(self._activities)}</activities>"
                + f"<sections>{''.join(self._sections)}</sections>"
                + "</contents>"
                + f"<settings>{rows}</settings></information></moodle_backup>"
            ),
            "course/course.xml": xml(
                f'<course id="2" contextid="{CONTEXT_OF_COURSE}">'
                + tags(shortname="MR", fullname=self.title, summary=self.summary)
                + tags(summaryformat=1, enablecompletion=1)
                + "</course>"
            ),
            "files.xml": xml(f"<files>{''.join(self._files)}</files>"),
            "questions.xml": xml(
                f"<question_categories>{''.join(self._categories)}"
                "</question_categories>"
            ),
            "groups.xml": xml("<groups></groups>"),
        }
        for key, about in self._about.items():
            inside = ",".join(map(str, self._inside[key]))
            frame[f"sections/section_{key}/section.xml"] = xml(
                f'<section id="{key}">{tags(**about)}{tags(sequence=inside)}</section>'
            )
        if self.has_users:
            frame["users.xml"] = xml(
                '<users><user id="7"><username>sari.rahasia</username></user></users>'
            )
        return frame
