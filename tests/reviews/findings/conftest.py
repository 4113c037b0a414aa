from tests.indicators.conftest import put as put
