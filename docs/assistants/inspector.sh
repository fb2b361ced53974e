npx --yes @modelcontextprotocol/inspector --cli "$POLLEN_URL/mcp" --transport http \
  --header "Authorization: Bearer $POLLEN_KEY" \
  --method tools/call --tool-name search_knowledge --tool-arg "question=Who approves vacation?"
