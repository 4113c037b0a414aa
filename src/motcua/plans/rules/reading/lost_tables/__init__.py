"""Tables whose lines were lost: what stood in cells now stands in lines, one column after the other."""
