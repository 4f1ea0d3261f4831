using System.Text.Json;
using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The selection of events. What is unknown of a message, such as the sender of one that was removed long ago, excludes nothing.</summary>
internal static class WebhookFilters
{
    /// <summary>Returns the message that an event is about; null if there is none.</summary>
    public static Guid? MessageOf(string data)
    {
        using var document = JsonDocument.Parse(data);
        return IdOf(document.RootElement, "email_id");
    }

    /// <summary>Indicates whether facts of messages decide.</summary>
    public static bool NeedsMessages(WebhookSelection selection) => selection.LabelIds.Count > 0 || selection.SenderDomains.Count > 0;

    /// <summary>Indicates whether an event is delivered.</summary>
    /// <param name="facts">The facts of its message; null if it has none, or they are unknown.</param>
    public static bool Matches(WebhookSelection selection, LoggedEvent entry, MessageFacts? facts)
    {
        if (selection.EventTypes.Count > 0 && !selection.EventTypes.Contains(entry.Type, StringComparer.Ordinal))
            return false;
        if (selection is { ConnectionIds.Count: 0, LabelIds.Count: 0, SenderDomains.Count: 0 })
            return true;
        using var document = JsonDocument.Parse(entry.Data);
        var data = document.RootElement;
        if (selection.ConnectionIds.Count > 0 && (IdOf(data, "connection_id") is not { } connection || !selection.ConnectionIds.Contains(connection)))
            return false;
        var isOfMessage = IdOf(data, "email_id") is not null;
        return (selection.LabelIds.Count == 0 || HasLabel(selection.LabelIds, data, facts, isOfMessage))
            && (selection.SenderDomains.Count == 0 || (isOfMessage && (facts is null || SenderDomain.Matches(facts.Sender, selection.SenderDomains))));
    }

    private static bool HasLabel(IReadOnlyList<Guid> wanted, JsonElement data, MessageFacts? facts, bool isOfMessage)
    {
        var stated = new List<Guid>();
        if (IdOf(data, "label_id") is { } label)
            stated.Add(label);
        if (data.TryGetProperty("label_ids", out var list) && list.ValueKind == JsonValueKind.Array)
            stated.AddRange(list.EnumerateArray().Select(item => Guid.TryParse(item.GetString(), out var id) ? id : Guid.Empty));
        if (stated.Count > 0)
            return stated.Any(wanted.Contains);
        return isOfMessage && (facts is null || facts.LabelIds.Any(wanted.Contains));
    }

    private static Guid? IdOf(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out var id) ? id : null;
}
