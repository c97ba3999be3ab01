"""Words for the bench's million posts: a few in most of them, many in a few."""

import random

COMMON = """
warga desa kelompok kegiatan bersama pelatihan dukungan laporan program anggota dana
kabupaten pemerintah masyarakat relawan rapat rencana data kerja usaha
"""
USUAL = """
keberlanjutan berkelanjutan pemberdayaan berdaya advokasi kebijakan penganggaran
anggaran musyawarah pendampingan mendampingi pendamping kemitraan bermitra partisipasi
transparansi akuntabilitas penggalangan menggalang sumber daya ketahanan bertahan pangan
perempuan penyandang disabilitas anak pemuda lansia kesetaraan setara keadilan adil
perlindungan melindungi hutan pesisir nelayan petani pertanian peternak koperasi simpan
pinjam modal pasar pemasaran produk kemasan digital internet aplikasi gawai pencatatan
mencatat bukti bukti-bukti foto cerita perubahan berubah iklim bencana banjir kekeringan
tanggap darurat posko logistik kesehatan puskesmas posyandu kader gizi stunting sekolah
guru belajar pembelajaran pelajaran perpustakaan bacaan air bersih sanitasi jamban sumur
listrik surya energi terbarukan sampah daur ulang kompos limbah perizinan izin badan
hukum yayasan perkumpulan akta notaris pajak audit bendahara keuangan arus kas cadangan
hibah donor proposal pelaporan tenggat indikator capaian sasaran tujuan teori hasil
dampak pemantauan memantau evaluasi menilai penilaian survei wawancara responden
"""
STARTS = "ba be bi bo bu da de di do ka ke ki ko ku la le li lo lu ma me mi mo mu na ra"
ENDINGS = "ban bing dak dung gar jang kat lim mar neng pung rak sang tar wal yas"
# Names, places, and what is hardly ever written.
RARE = 12_000


def rare(dice: random.Random) -> list[str]:
    starts, ends = STARTS.split(), ENDINGS.split()
    made = {
        "".join(dice.choices(starts, k=2)) + dice.choice(ends) for _nth in range(RARE)
    }
    return sorted(made)


def sentence(dice: random.Random, few: list[str], *, words: int) -> str:
    """As speech goes: every third word is common, every tenth rare."""
    pools = (COMMON.split(), USUAL.split(), few)
    kinds = dice.choices(pools, weights=(3, 6, 1), k=words)
    return " ".join(dice.choice(kind) for kind in kinds).capitalize() + "."
