using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>The way to a client, on which whole responses of two writers take turns.</summary>
internal sealed class ImapProxyLine(NetworkStream client) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public Task WriteAsync(string text, CancellationToken cancellationToken) => WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await client.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
