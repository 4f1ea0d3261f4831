using System.Buffers;
using System.Text.Json;
using EmailAgent.Database;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The writer of the JSON columns of a message's body row. One instance is reused.</summary>
internal sealed class MessageJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public MessageJson() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Returns <c>{to, cc, bcc, reply_to}</c>, each <c>[{name, email}]</c>, without empty ones. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Addresses(NewMessage message)
    {
        Start();
        WriteAddresses("to"u8, message.To);
        WriteAddresses("cc"u8, message.Cc);
        WriteAddresses("bcc"u8, message.Bcc);
        WriteAddresses("reply_to"u8, message.ReplyTo);
        return End();
    }

    /// <summary>Returns <c>{message_id, in_reply_to, references}</c>, without empty ones. Valid until the next call.</summary>
    public ReadOnlySpan<byte> HeaderIds(NewMessage message)
    {
        Start();
        if (message.MessageId is { } messageId)
            _json.WriteString("message_id"u8, PgText.Clean(messageId));
        WriteIds("in_reply_to"u8, message.InReplyTo);
        WriteIds("references"u8, message.References);
        return End();
    }

    public void Dispose() => _json.Dispose();

    private void Start()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
    }

    private ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    private void WriteAddresses(ReadOnlySpan<byte> name, IReadOnlyList<EmailAddress> addresses)
    {
        if (addresses.Count == 0)
            return;

        _json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            _json.WriteStartObject();
            if (address.Name is not null)
                _json.WriteString("name"u8, PgText.Clean(address.Name));
            _json.WriteString("email"u8, PgText.Clean(address.Email));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteIds(ReadOnlySpan<byte> name, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return;

        _json.WriteStartArray(name);
        foreach (var id in ids)
            _json.WriteStringValue(PgText.Clean(id));
        _json.WriteEndArray();
    }
}
