"""What does one see of kudos: the post, the receipt, the boards, the forms?"""
