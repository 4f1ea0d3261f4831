using System.Text;

namespace EmailAgent.DemoMailbox;

/// <summary>Lines that end with CRLF, with bytes as characters.</summary>
internal sealed class LineStream(Stream stream) : IAsyncDisposable
{
    private readonly StreamReader _reader = new(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);

    /// <returns>Null at the end.</returns>
    public async Task<string?> ReadAsync() => await _reader.ReadLineAsync();

    public async Task WriteAsync(string line) => await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"));

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await stream.DisposeAsync();
    }
}
