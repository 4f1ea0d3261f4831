using System.Buffers;
using System.Text;
using System.Text.Json;
using EmailAgent.Database;

namespace EmailAgent.Grains.Outgoing;

/// <summary>The column of recipients: <c>[{address, state, reply, status, bounced_at, maybe_sent}]</c>, without empty values.</summary>
internal static class RecipientJson
{
    public static string Write(IReadOnlyList<OutgoingRecipient> recipients)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var recipient in recipients)
            {
                json.WriteStartObject();
                json.WriteString("address"u8, PgText.Clean(recipient.Address));
                json.WriteString("state"u8, recipient.State);
                if (recipient.Reply is { } reply)
                    json.WriteString("reply"u8, PgText.Clean(reply));
                if (recipient.EnhancedStatus is { } status)
                    json.WriteString("status"u8, PgText.Clean(status));
                if (recipient.BouncedAt is { } bounced)
                    json.WriteString("bounced_at"u8, bounced);
                if (recipient.MaybeSent)
                    json.WriteBoolean("maybe_sent"u8, true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyList<OutgoingRecipient> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray().Select(item => new OutgoingRecipient(
                item.GetProperty("address"u8).GetString()!,
                item.GetProperty("state"u8).GetString()!,
                item.TryGetProperty("reply"u8, out var reply) ? reply.GetString() : null,
                item.TryGetProperty("status"u8, out var status) ? status.GetString() : null,
                item.TryGetProperty("bounced_at"u8, out var bounced) ? bounced.GetDateTimeOffset() : null,
                item.TryGetProperty("maybe_sent"u8, out _))),
        ];
    }
}
