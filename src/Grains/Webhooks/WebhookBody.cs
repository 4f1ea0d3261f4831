using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The body of a delivery: the envelope of the event, and the parts of its message that the webhook includes.</summary>
internal static class WebhookBody
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Returns the value of <c>webhook-id</c>, by which receivers recognize repetitions.</summary>
    public static string MessageId(Guid webhookId, Guid deliveryId, long? seq) =>
        seq is { } position ? FormattableString.Invariant($"msg_{webhookId:N}_{position}") : $"msg_{webhookId:N}_test_{deliveryId:N}";

    /// <summary>Writes the body.</summary>
    /// <param name="message">The message; null if none is included.</param>
    public static ReadOnlyMemory<byte> Write(WaitingDelivery delivery, IncludedMessage? message, IReadOnlyList<string> include) =>
        Write(delivery.Seq, delivery.Type, delivery.Timestamp, delivery.Data, message, include);

    /// <summary>Writes the body without parts of a message.</summary>
    public static string WriteText(long? seq, string type, DateTimeOffset timestamp, string data) =>
        Encoding.UTF8.GetString(Write(seq, type, timestamp, data, message: null, []).Span);

    private static ReadOnlyMemory<byte> Write(
        long? seq, string type, DateTimeOffset timestamp, string data, IncludedMessage? message, IReadOnlyList<string> include)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq"u8, seq ?? 0);
            json.WriteString("type"u8, type);
            json.WriteString("timestamp"u8, timestamp.UtcDateTime.ToString(TimeFormat, System.Globalization.CultureInfo.InvariantCulture));
            json.WritePropertyName("data"u8);
            json.WriteRawValue(data);
            if (message is not null)
                Write(json, message, include);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, IncludedMessage message, IReadOnlyList<string> include)
    {
        json.WriteStartObject("message"u8);
        if (include.Contains(WebhookIncludes.Headers, StringComparer.Ordinal))
        {
            json.WriteStartObject("headers"u8);
            json.WriteString("subject"u8, message.Subject);
            json.WriteString("from_email"u8, message.FromEmail);
            json.WriteString("from_name"u8, message.FromName);
            json.WriteString("date"u8, message.Date.UtcDateTime.ToString(TimeFormat, System.Globalization.CultureInfo.InvariantCulture));
            json.WritePropertyName("addresses"u8);
            json.WriteRawValue(message.Addresses);
            json.WritePropertyName("ids"u8);
            json.WriteRawValue(message.HeaderIds);
            json.WriteEndObject();
        }

        if (include.Contains(WebhookIncludes.Text, StringComparer.Ordinal))
        {
            json.WriteString("text"u8, message.Text);
            json.WriteBoolean("truncated"u8, message.IsTruncated);
        }

        json.WriteEndObject();
    }
}
