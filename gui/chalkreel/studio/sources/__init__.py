"""What a publisher sends: files, test cards and pictures as picture and sound with due times."""
