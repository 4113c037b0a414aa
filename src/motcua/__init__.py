"""motcua: administrative procedures of education, from dated law to provable figures."""
