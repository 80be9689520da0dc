"""A chronology as papers that leave the workbench: Word, Excel, HTML, CSV; and the blank return."""
