using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace EmailAgent.Database;

/// <summary>
/// Writes rows in PostgreSQL's binary COPY format. Rows are put together in one reused buffer and sent in large pieces,
/// which costs a fraction of a driver call per value.
/// </summary>
/// <remarks>
/// Format: PostgreSQL documentation, COPY, "Binary Format". Use: <see cref="StartRow"/>, then one Write call per column,
/// then <see cref="EndRowAsync"/>; <see cref="CompleteAsync"/> at the end. Disposed before that, the copy is cancelled.
/// </remarks>
internal sealed class PgCopyWriter : IAsyncDisposable
{
    private const int FlushSize = 256 * 1024;
    private const int TextOid = 25;
    private const int UuidOid = 2950;
    private const byte JsonbVersion = 1;

    private static readonly byte[] Header =
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly long TimestampEpochTicks = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly NpgsqlRawCopyStream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FlushSize * 2);
    private int _length;
    private bool _completed;

    private PgCopyWriter(NpgsqlRawCopyStream stream)
    {
        _stream = stream;
        Header.CopyTo(Reserve(Header.Length));
    }

    /// <summary>Starts a copy; <paramref name="target"/> is the table with its columns in the order they will be written.</summary>
    public static async Task<PgCopyWriter> BeginAsync(NpgsqlConnection connection, string target, CancellationToken cancellationToken) =>
        new(await connection.BeginRawBinaryCopyAsync($"COPY {target} FROM STDIN (FORMAT BINARY)", cancellationToken).ConfigureAwait(false));

    public void StartRow(short columns) => BinaryPrimitives.WriteInt16BigEndian(Reserve(2), columns);

    public ValueTask EndRowAsync(CancellationToken cancellationToken) => _length < FlushSize ? default : FlushAsync(cancellationToken);

    public void WriteNull() => WriteLength(-1);

    public void Write(bool value)
    {
        WriteLength(1);
        Reserve(1)[0] = value ? (byte)1 : (byte)0;
    }

    public void Write(long value)
    {
        WriteLength(8);
        BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);
    }

    public void Write(long? value)
    {
        if (value is { } number)
            Write(number);
        else
            WriteNull();
    }

    public void Write(Guid value)
    {
        WriteLength(16);
        value.TryWriteBytes(Reserve(16), bigEndian: true, out _);
    }

    public void Write(DateTimeOffset value) => Write((value.UtcTicks - TimestampEpochTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>Writes bytes unchanged: bytea, or any type in its binary form.</summary>
    public void Write(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>Writes text in UTF-8, cleaned by <see cref="PgText"/>; null becomes NULL.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        WriteLength(0);
        var start = _length;
        WriteUtf8(PgText.Clean(value));
        SetLength(start);
    }

    /// <summary>Writes a text[]; no element is null.</summary>
    public void Write(IReadOnlyList<string> values)
    {
        WriteLength(0);
        var start = _length;
        WriteArrayHeader(TextOid, values.Count);
        for (var i = 0; i < values.Count; i++)
            Write(values[i]);
        SetLength(start);
    }

    /// <summary>Writes a uuid[].</summary>
    public void WriteArray(ReadOnlySpan<Guid> values)
    {
        WriteLength(0);
        var start = _length;
        WriteArrayHeader(UuidOid, values.Length);
        foreach (var value in values)
            Write(value);
        SetLength(start);
    }

    /// <summary>Writes a jsonb from JSON text in UTF-8.</summary>
    public void WriteJsonb(ReadOnlySpan<byte> json)
    {
        WriteLength(json.Length + 1);
        Reserve(1)[0] = JsonbVersion;
        json.CopyTo(Reserve(json.Length));
    }

    /// <summary>Sends the rest and waits until the server has received all rows.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt16BigEndian(Reserve(2), -1);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        _completed = true;
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        if (_completed)
            return;

        await _stream.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken).ConfigureAwait(false);
        _length = 0;
    }

    private void WriteArrayHeader(int elementType, int count)
    {
        WriteInt32(count == 0 ? 0 : 1); // dimensions
        WriteInt32(0); // no NULLs
        WriteInt32(elementType);
        if (count == 0)
            return;

        WriteInt32(count);
        WriteInt32(1); // lower bound
    }

    private void WriteUtf8(ReadOnlySpan<char> text)
    {
        // The upper bound is cheap to compute; only for a large text is counting cheaper than reserving three times its size.
        var room = text.Length <= FlushSize / 3 ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        EnsureRoom(room);
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

    private void WriteLength(int length) => WriteInt32(length);

    private void SetLength(int start) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(start - 4), _length - start);

    private Span<byte> Reserve(int size)
    {
        EnsureRoom(size);
        var span = _buffer.AsSpan(_length, size);
        _length += size;
        return span;
    }

    private void EnsureRoom(int size)
    {
        if (_buffer.Length - _length >= size)
            return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + size));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
