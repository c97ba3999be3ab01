"""Common Cartridges made by hand, as small as their kinds allow."""

import io
import zipfile

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m1" xmlns="http://www.imsglobal.org/xsd/ims{0}/imscp_v1p1"
  xmlns:lom="http://ltsc.ieee.org/xsd/ims{0}/LOM/manifest">
  <metadata><schema>IMS Common Cartridge</schema><schemaversion>{1}</schemaversion>
    <lom:lom><lom:general>
      <lom:title><lom:string language="id">Air Bersih Desa</lom:string></lom:title>
      <lom:description><lom:string>Contoh rekaan.</lom:string></lom:description>
    </lom:general></lom:lom></metadata>
  <organizations><organization identifier="o" structure="rooted-hierarchy">
    <item identifier="root">
      <item identifier="i1"><title>Modul Satu</title>
        <item identifier="i2" identifierref="page"><title>Bak penampung</title></item>
        <item identifier="i3"><title>Bacaan</title>
          <item identifier="i4" identifierref="link"><title>Situs desa</title></item>
          <item identifier="i5" identifierref="pdf"><title>Panduan</title></item>
        </item>
        <item identifier="i6"><title>Hanya judul</title></item>
      </item>
      <item identifier="i7"><title>Modul Dua</title>
        <item identifier="i8" identifierref="topic"><title>Cerita Anda</title></item>
        <item identifier="i9" identifierref="quiz"><title>Kuis air</title></item>
        <item identifier="i10" identifierref="task"><title>Rencana</title></item>
        <item identifier="i11" identifierref="tool"><title>Simulasi</title></item>
        <item identifier="i12" identifierref="gone"><title>Hilang</title></item>
      </item>
      <item identifier="i13" identifierref="other"><title>Penutup</title></item>
    </item></organization></organizations>
  <resources>
    <resource identifier="page" type="webcontent" href="hal/bak.html">
      <file href="hal/bak.html"/><file href="hal/gambar/bak.png"/></resource>
    <resource identifier="other" type="webcontent" href="hal/akhir.html"/>
    <resource identifier="lost" type="webcontent" href="hal/lepas.html"/>
    <resource identifier="pdf" type="webcontent"><file href="hal/panduan%20air.pdf"/>
    </resource>
    <resource identifier="link" type="imswl_xml{2}"><file href="link.xml"/></resource>
    <resource identifier="topic" type="imsdt_xml{2}"><file href="topik.xml"/></resource>
    <resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xml{2}/assessment">
      <file href="kuis/kuis.xml"/></resource>
    <resource identifier="bank" type="imsqti_xmlv1p2/imscc_xml{2}/question-bank">
      <file href="bank.xml"/></resource>
    <resource identifier="task" type="assignment_xmlv1p0"><file href="tugas.xml"/>
    </resource>
    <resource identifier="tool" type="imsbasiclti_xmlv1p0"><file href="lti.xml"/>
    </resource>
    <resource identifier="gone" type="webcontent"><file href="tidak/ada.html"/>
    </resource>
  </resources>
</manifest>"""
PAGE = """<html><head><title>Bukan isi</title><script>x()</script></head>
<body onload="x()"><h1>Bak</h1><p>Lihat <a href="akhir.html">penutup</a>,
<a href="%24IMS-CC-FILEBASE%24/hal/panduan air.pdf">panduan</a>, dan
<a href="../../../etc/passwd">jauh</a>.</p><script>x()</script>
<p><img src="gambar/bak.png?x=1" alt="Bak air"></p></body></html>"""
LINK = """<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1">
<title>Desa</title><url href="https://contoh.id/desa" target="_blank"/></webLink>"""
TOPIC = """<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1">
<title>Cerita</title><text texttype="text/html">
&lt;p&gt;Apa yang &lt;b&gt;berhasil&lt;/b&gt;?
&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</text>
<attachments><attachment href="hal/panduan air.pdf"/></attachments></topic>"""
TASK = """<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment">
<title>Rencana</title><text texttype="text/html">
&lt;p&gt;Tulis rencana.&lt;/p&gt;</text>
<instructor_text texttype="text/plain">Rahasia</instructor_text></assignment>"""
LTI = """<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p0">
</cartridge_basiclti_link>"""
CHOICE = """<item ident="q1" title="Waktu"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield>
<qtimetadatafield><fieldlabel>cc_weighting</fieldlabel><fieldentry>2</fieldentry>
</qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">
&lt;p&gt;Kapan warga diajak?&lt;/p&gt;
&lt;img src="../hal/gambar/bak.png" alt="Bak"&gt;</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice>
<response_label ident="A"><material><mattext>Sebelum rencana</mattext></material>
</response_label>
<response_label ident="B"><material><mattext>Sesudah dana cair</mattext></material>
</response_label></render_choice></response_lid></presentation>
<resprocessing><outcomes><decvar varname="SCORE"/></outcomes>
<respcondition continue="Yes"><conditionvar><varequal respident="r">B</varequal>
</conditionvar><displayfeedback feedbacktype="Response" linkrefid="B_fb"/>
</respcondition>
<respcondition continue="No"><conditionvar><varequal respident="r">A</varequal>
</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>
</resprocessing>
<itemfeedback ident="B_fb"><flow_mat><material><mattext>Terlambat.</mattext></material>
</flow_mat></itemfeedback>
<itemfeedback ident="general_fb"><flow_mat><material><mattext>Warga ikut sejak awal.
</mattext></material></flow_mat></itemfeedback></item>"""
SEVERAL = """<item ident="q2" title="Mutu"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.multiple_response.v0p1</fieldentry></qtimetadatafield></qtimetadata>
</itemmetadata><presentation><material><mattext>Apa yang dicek?</mattext></material>
<response_lid ident="r" rcardinality="Multiple"><render_choice>
<response_label ident="A"><material><mattext>Mutu</mattext></material></response_label>
<response_label ident="B"><material><mattext>Debit</mattext></material></response_label>
<response_label ident="C"><material><mattext>Warna</mattext></material></response_label>
</render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><and><varequal respident="r">A</varequal>
<varequal respident="r">B</varequal>
<not><varequal respident="r">C</varequal></not></and>
</conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing>
</item>"""
SHORT = """<item ident="q3" title="Ibu kota"><presentation>
<material><mattext>Ibu kota Sikka?</mattext></material>
<response_str ident="r"><render_fib prompt="Dashline"/></response_str></presentation>
<resprocessing><respcondition><conditionvar>
<varequal respident="r" case="No">Maumere</varequal></conditionvar>
<setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>"""
PATTERN = """<item ident="q4" title="Pola"><presentation>
<material><mattext>Pola?</mattext></material>
<response_str ident="r"><render_fib/></response_str></presentation><resprocessing>
<respcondition><conditionvar><varsubstring respident="r">air</varsubstring>
</conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing>
</item>"""
TRUE_FALSE = """<item ident="b1" title="Hujan"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.true_false.v0p1</fieldentry></qtimetadatafield></qtimetadata>
</itemmetadata><presentation><material><mattext>Air hujan selalu aman.</mattext>
</material><response_lid ident="r" rcardinality="Single"><render_choice>
<response_label ident="f"><material><mattext>False</mattext></material></response_label>
<response_label ident="t"><material><mattext>True</mattext></material></response_label>
</render_choice></response_lid></presentation><resprocessing><respcondition>
<conditionvar><varequal respident="r">f</varequal></conditionvar>
<setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>"""
ESSAY = """<item ident="b2" title="Cerita"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.essay.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext>Ceritakan.</mattext></material>
<response_str ident="r"><render_fib/></response_str></presentation>
<itemfeedback ident="solution"><solution><solutionmaterial><flow_mat><material>
<mattext>Cari bukti.</mattext></material></flow_mat></solutionmaterial></solution>
</itemfeedback></item>"""
QTI = 'xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"'
QUIZ = f"""<questestinterop {QTI}><assessment ident="a" title="Kuis air">
<qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel>
<fieldentry>3</fieldentry></qtimetadatafield><qtimetadatafield>
<fieldlabel>qmd_timelimit</fieldlabel><fieldentry>20</fieldentry></qtimetadatafield>
</qtimetadata><section ident="root_section">{CHOICE}{SEVERAL}{SHORT}{PATTERN}</section>
</assessment></questestinterop>"""
BANK = f"""<questestinterop {QTI}><objectbank ident="b" title="Bank air">
{TRUE_FALSE}{ESSAY}</objectbank></questestinterop>"""
PDF = b"%PDF-1.4\n%contoh\n"


def files(picture: bytes, version: str = "1.1") -> dict[str, str | bytes]:
    """By their paths; versions differ in names that say nothing to readers."""
    short = f"v{version[0]}p{version[2]}"
    return {
        "imsmanifest.xml": MANIFEST.format(f"cc{short}", f"{version}.0", short),
        "hal/bak.html": PAGE,
        "hal/gambar/bak.png": picture,
        "hal/akhir.html": "<p>Sampai jumpa.</p>",
        "hal/lepas.html": "<p>Tidak disebut.</p>",
        "hal/panduan air.pdf": PDF,
        "link.xml": LINK,
        "topik.xml": TOPIC,
        "tugas.xml": TASK,
        "lti.xml": LTI,
        "kuis/kuis.xml": QUIZ,
        "bank.xml": BANK,
    }


def packed(files: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()
