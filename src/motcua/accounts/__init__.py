"""Who a person is, how they sign in, and which role they hold where and when."""
