from ninja import NinjaAPI

api = NinjaAPI(title="motcua", version="1")
