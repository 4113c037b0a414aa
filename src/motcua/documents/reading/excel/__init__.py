"""Excel workbooks (XLSX): every sheet that is shown as one table, values as the sheet shows them."""
