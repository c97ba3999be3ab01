"""What can be chosen: forms of support, sectors, and goals of development."""

from django.utils.translation import gettext_lazy as _

FORMS_OF_SUPPORT = (
    ("dana", _("Dana")),
    ("pengetahuan", _("Pengetahuan & teknologi")),
    ("kebijakan", _("Kebijakan & advokasi")),
    ("waktu", _("Waktu & keahlian")),
    ("barang", _("Barang & fasilitas")),
    ("kerja-sama", _("Kerja sama")),
    ("lain", _("Bentuk lain")),
)
SECTORS = (
    ("warga", _("Warga")),
    ("pemerintah", _("Pemerintah")),
    ("swasta", _("Swasta")),
    ("oms", _("Organisasi masyarakat sipil")),
    ("kampus", _("Kampus")),
    ("media", _("Media")),
    ("lain", _("Lainnya")),
)
GOALS = (
    ("1", _("Tanpa kemiskinan")),
    ("2", _("Tanpa kelaparan")),
    ("3", _("Kehidupan sehat dan sejahtera")),
    ("4", _("Pendidikan berkualitas")),
    ("5", _("Kesetaraan gender")),
    ("6", _("Air bersih dan sanitasi layak")),
    ("7", _("Energi bersih dan terjangkau")),
    ("8", _("Pekerjaan layak dan pertumbuhan ekonomi")),
    ("9", _("Industri, inovasi, dan infrastruktur")),
    ("10", _("Berkurangnya kesenjangan")),
    ("11", _("Kota dan permukiman berkelanjutan")),
    ("12", _("Konsumsi dan produksi yang bertanggung jawab")),
    ("13", _("Penanganan perubahan iklim")),
    ("14", _("Ekosistem lautan")),
    ("15", _("Ekosistem daratan")),
    ("16", _("Perdamaian, keadilan, dan kelembagaan yang tangguh")),
    ("17", _("Kemitraan untuk mencapai tujuan")),
)
