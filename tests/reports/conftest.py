from tests.indicators.conftest import PutDossier as PutDossier
from tests.indicators.conftest import put as put
