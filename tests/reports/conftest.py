from tests.indicators.conftest import put as put
from tests.reporting import scene as scene
