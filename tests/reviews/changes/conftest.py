from tests.reviews.costs.conftest import put as put
from tests.reviews.costs.conftest import sheet as sheet
from tests.reviews.costs.conftest import ten as ten
