using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Providers.Scanning;

/// <summary>A connection to clamd, for one command.</summary>
internal sealed class ClamdConnection : IDisposable
{
    private const int LongestReply = 4096;

    private readonly Socket _socket;

    private ClamdConnection(Socket socket) => _socket = socket;

    /// <exception cref="ScannerException">clamd does not accept the connection.</exception>
    public static async Task<ClamdConnection> OpenAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var socket = address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new ClamdConnection(socket);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new ScannerException($"The scanner does not accept connections: {failure.Message}", failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="ScannerException">The connection was closed.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
        catch (SocketException failure)
        {
            throw new ScannerException("The scanner closed the connection before the end of the content; its StreamMaxLength may be smaller than the content.", failure);
        }
    }

    /// <summary>Receives a reply, which ends with a zero byte or the connection.</summary>
    /// <exception cref="ScannerException">The connection was broken off, or the reply is too long.</exception>
    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestReply];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf((byte)0);
            if (end >= 0)
                return Encoding.UTF8.GetString(buffer, 0, end);
            if (read == 0)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }

        throw new ScannerException("The scanner's reply is too long.");
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            throw new ScannerException("The scanner broke the connection off.", failure);
        }
    }
}
