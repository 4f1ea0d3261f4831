using System.Text.Json;

namespace EmailAgent.Grains.Mail.Reads;

/// <summary>The reader of the JSON that <see cref="Commits.MessageJson"/> writes.</summary>
internal static class HeaderJson
{
    public static MailHeaders Read(string addresses, string headerIds)
    {
        using var people = JsonDocument.Parse(addresses);
        using var ids = JsonDocument.Parse(headerIds);
        return new MailHeaders(
            Addresses(people.RootElement, "to"u8),
            Addresses(people.RootElement, "cc"u8),
            Addresses(people.RootElement, "bcc"u8),
            Addresses(people.RootElement, "reply_to"u8),
            ids.RootElement.TryGetProperty("message_id"u8, out var id) ? id.GetString() : null,
            Ids(ids.RootElement, "in_reply_to"u8),
            Ids(ids.RootElement, "references"u8));
    }

    private static EmailAddress[] Addresses(JsonElement json, ReadOnlySpan<byte> name) =>
        json.TryGetProperty(name, out var list)
            ? [.. list.EnumerateArray().Select(item => new EmailAddress(item.TryGetProperty("name"u8, out var given) ? given.GetString() : null, item.GetProperty("email"u8).GetString()!))]
            : [];

    private static string[] Ids(JsonElement json, ReadOnlySpan<byte> name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
