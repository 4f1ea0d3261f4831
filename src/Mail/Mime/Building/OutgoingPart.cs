using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>A part of a message that is being written, with everything checked.</summary>
/// <param name="header">Its Content-* fields.</param>
internal abstract class OutgoingPart(byte[] header)
{
    /// <summary>Bodies that stand in the message as they are, where a boundary could be found by mistake.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Literals { get; }

    /// <summary>Writes the fields, the empty line and the body. The body of a part that is none ends with CRLF.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.Write(header);
        writer.Write("\r\n"u8);
        WriteBody(writer);
    }

    protected abstract void WriteBody(IBufferWriter<byte> writer);
}
