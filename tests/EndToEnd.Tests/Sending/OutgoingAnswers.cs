using System.Net;
using System.Text.Json;

namespace EmailAgent.EndToEnd.Tests.Sending;

internal sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body);

internal sealed record SendAnswer(string Id, string Status, DateTimeOffset? UndoUntil);

internal sealed record OutgoingAnswer(
    string Id, string ConnectionId, string State, string MessageId, string Subject, IReadOnlyList<RecipientAnswer> Recipients, int Attempts, string? Error, string? SentCopy);

internal sealed record RecipientAnswer(string Address, string State, string? Reply);

internal sealed record OutgoingPageAnswer(IReadOnlyList<OutgoingAnswer> Items, string? NextAfter);
