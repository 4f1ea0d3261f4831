namespace EmailAgent.EndToEnd.Tests.Sending;

internal sealed record DraftAnswer(string Id);

internal sealed record ListedDraftAnswer(string Id, string ConnectionId, string Subject, bool InMailbox);

internal sealed record DraftPageAnswer(IReadOnlyList<ListedDraftAnswer> Items, string? NextAfter);
