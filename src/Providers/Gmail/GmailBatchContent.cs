using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace EmailAgent.Providers.Gmail;

/// <summary>The request of a batch: multipart/mixed, each part one HTTP request, identified by its Content-ID.</summary>
internal static class GmailBatchContent
{
    private const string Boundary = "batch_of_calls";

    public static HttpContent Of(IReadOnlyList<GmailCall> calls)
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (var index = 0; index < calls.Count; index++)
        {
            Write(buffer, calls[index], index);
        }

        buffer.Write(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("multipart/mixed") { Parameters = { new NameValueHeaderValue("boundary", Boundary) } };
        return content;
    }

    private static void Write(ArrayBufferWriter<byte> buffer, GmailCall call, int index)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Type: application/http\r\nContent-ID: <item{index}>\r\n\r\n{call.Verb} /{call.Path} HTTP/1.1\r\n");
        buffer.Write(Encoding.ASCII.GetBytes(head));
        if (call.Body is { } body)
        {
            buffer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n")));
        }

        buffer.Write("\r\n"u8);
        buffer.Write(call.Body);
        buffer.Write("\r\n"u8);
    }
}
