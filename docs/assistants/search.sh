curl --silent --get "$POLLEN_URL/api/search" --header "Authorization: Bearer $POLLEN_KEY" \
  --data-urlencode "q=Who approves vacation?"
