using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>
/// The known length of an attachment, and the positions at which reads can continue, so that a resumed download does not begin at the first
/// byte again.
/// </summary>
internal sealed class AttachmentTrail
{
    private const int Distance = 1 << 20;

    private readonly Lock _lock = new();
    private readonly List<(long Position, AttachmentMark Mark)> _marks = [];
    private long? _length;
    private bool _isDoubted;

    /// <summary>Returns the length of the content, if it is known.</summary>
    /// <param name="stored">The length when the message was parsed; null when it is not reliable.</param>
    public long? Length(long? stored)
    {
        lock (_lock)
        {
            return _length ?? (_isDoubted ? null : stored);
        }
    }

    /// <summary>Finds the last known position that is not behind another; the mark is null at the beginning.</summary>
    public (long Position, AttachmentMark? Mark) FindBefore(long position)
    {
        lock (_lock)
        {
            var index = _marks.FindLastIndex(mark => mark.Position <= position);
            return index < 0 ? (0, null) : _marks[index];
        }
    }

    public void Note(long position, AttachmentMark mark)
    {
        lock (_lock)
        {
            if (position >= (_marks is [.., var last] ? last.Position : 0) + Distance)
            {
                _marks.Add((position, mark));
            }
        }
    }

    public void NoteEnd(long position)
    {
        lock (_lock)
        {
            _length = position;
        }
    }

    /// <summary>Notes that the content is not as long as stored, and how long it is not known.</summary>
    public void NoteExcess()
    {
        lock (_lock)
        {
            _isDoubted = true;
        }
    }
}
