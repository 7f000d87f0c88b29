"""Ways through the shipped pathways: each entry, step, end, and each condition both ways."""

from __future__ import annotations

from tests.domain.ways.ca_mau import CA_MAU, CA_MAU_WAYS
from tests.domain.ways.hai_phong import HAI_PHONG, HAI_PHONG_WAYS
from tests.domain.ways.lai_chau import LAI_CHAU, LAI_CHAU_WAYS
from tests.domain.ways.luat_53_2024 import LUAT_53, LUAT_53_WAYS
from tests.domain.ways.mau_chung import (
    AGREES,
    AT_HOME,
    MAU_CHUNG,
    MAU_CHUNG_WAYS,
    STABLE,
    VISIT_AGAIN,
)
from tests.domain.ways.molisa import (
    MOLISA_PERSON,
    MOLISA_PERSON_WAYS,
    MOLISA_SITE,
    MOLISA_SITE_WAYS,
)
from tests.domain.ways.quang_nam import QUANG_NAM, QUANG_NAM_WAYS
from tests.domain.ways.way import Way

WAYS = [
    *CA_MAU_WAYS,
    *HAI_PHONG_WAYS,
    *LAI_CHAU_WAYS,
    *LUAT_53_WAYS,
    *MAU_CHUNG_WAYS,
    *MOLISA_PERSON_WAYS,
    *MOLISA_SITE_WAYS,
    *QUANG_NAM_WAYS,
]

__all__ = [
    "AGREES", "AT_HOME", "CA_MAU", "CA_MAU_WAYS", "HAI_PHONG", "HAI_PHONG_WAYS", "LAI_CHAU",
    "LAI_CHAU_WAYS", "LUAT_53", "LUAT_53_WAYS", "MAU_CHUNG", "MAU_CHUNG_WAYS", "MOLISA_PERSON",
    "MOLISA_PERSON_WAYS", "MOLISA_SITE", "MOLISA_SITE_WAYS", "QUANG_NAM", "QUANG_NAM_WAYS",
    "STABLE", "VISIT_AGAIN", "WAYS", "Way",
]  # fmt: skip
