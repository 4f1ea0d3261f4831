using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>A name server on a loopback port that answers with the records of a test. A name without records does not exist.</summary>
public sealed class ScriptedDnsServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const ushort Mx = 15;
    private const ushort Srv = 33;
    private const ushort Internet = 1;
    private const uint TimeToLive = 60;
    private const int NameError = 3;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ConcurrentDictionary<(string Name, ushort Type), List<byte[]>> _records = new();
    private readonly ConcurrentQueue<string> _queries = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    private ScriptedDnsServer() => _serving = ServeAsync();

    /// <summary>Returns the address and the port.</summary>
    public string Address => $"{_socket.Client.LocalEndPoint}";

    /// <summary>Returns the names that were asked for.</summary>
    public IReadOnlyList<string> Queries => [.. _queries];

    /// <summary>Ignores all queries.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The code of all answers, such as 2 for a failure of the server; 0 to answer.</summary>
    public int Failure { get; set; }

    public static ScriptedDnsServer Start() => new();

    public void AddService(string name, string target, int port, int priority = 0, int weight = 0)
    {
        var data = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)priority);
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(2), (ushort)weight);
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(4), (ushort)port);
        Add(name, Srv, [.. data, .. Encode(target)]);
    }

    public void AddExchanger(string domain, string host, int preference = 10)
    {
        var data = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)preference);
        Add(domain, Mx, [.. data, .. Encode(host)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private void Add(string name, ushort type, byte[] data) => _records.GetOrAdd((name, type), _ => []).Add(data);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync(_stop.Token);
                if (Answer(query.Buffer) is { } answer)
                    await _socket.SendAsync(answer, query.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private byte[]? Answer(byte[] query)
    {
        var (name, end) = ReadName(query);
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end));
        _queries.Enqueue(name);
        if (IsSilent)
            return null;
        var records = Failure == 0 && _records.TryGetValue((name, type), out var found) ? found : [];
        var code = Failure > 0 ? Failure : records.Count == 0 ? NameError : 0;
        var answer = new List<byte>(query[..2]);
        answer.AddRange([0x81, (byte)(0x80 | code)]);
        answer.AddRange([0, 1, 0, (byte)records.Count, 0, 0, 0, 0]);
        answer.AddRange(query[HeaderLength..(end + 4)]);
        foreach (var data in records)
        {
            // The name is that of the question.
            answer.AddRange([0xC0, HeaderLength]);
            var fields = new byte[10];
            BinaryPrimitives.WriteUInt16BigEndian(fields, type);
            BinaryPrimitives.WriteUInt16BigEndian(fields.AsSpan(2), Internet);
            BinaryPrimitives.WriteUInt32BigEndian(fields.AsSpan(4), TimeToLive);
            BinaryPrimitives.WriteUInt16BigEndian(fields.AsSpan(8), (ushort)data.Length);
            answer.AddRange(fields);
            answer.AddRange(data);
        }

        return [.. answer];
    }

    private static (string Name, int End) ReadName(byte[] query)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        while (query[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
            at += query[at] + 1;
        }

        return (string.Join('.', labels).ToLowerInvariant(), at + 1);
    }

    private static byte[] Encode(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];
}
