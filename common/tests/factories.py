"""Regions that tests stand on, and a paper."""

from common.models import Province, Regency

# A page, and who made it.
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Author(Yohana Bura)>>endobj\n"
    b"trailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n"
)


def make_regency(
    *,
    code: str = "73.06",
    name: str = "Kabupaten Gowa",
    province: str = "73",
    province_name: str = "Sulawesi Selatan",
    time_zone: str = "Asia/Makassar",
) -> Regency:
    Province.objects.get_or_create(
        code=province, defaults={"name": province_name, "time_zone": time_zone}
    )
    regency, _created = Regency.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "province_id": province,
            "kind": Regency.Kind.REGENCY,
        },
    )
    return regency
