from motcua.kernel.labelled import Labelled


class JobState(Labelled):
    """Where a background job stands."""

    WAITING = "waiting", "Chờ đến lượt"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"
