"""What does the desk look like? Cards, forms, receipts, and a page of App Home."""
