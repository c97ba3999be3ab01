"""Regions that tests stand on."""

from common.models import Province, Regency


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
