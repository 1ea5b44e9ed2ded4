"""What slides are made of: the stage they stand on, texts, tables, charts and notes."""
