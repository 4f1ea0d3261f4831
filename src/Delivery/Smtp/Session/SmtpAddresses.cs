using MimeKit;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>The addresses of an envelope as MailKit takes them. A recipient that occurs twice is sent to once.</summary>
internal sealed class SmtpAddresses
{
    private readonly Dictionary<MailboxAddress, SmtpRecipient> _options = new(ReferenceEqualityComparer.Instance);
    private readonly List<MailboxAddress> _recipients = [];
    private readonly int[] _slots;

    /// <summary>Reads the addresses of an envelope that was checked.</summary>
    /// <exception cref="ArgumentException">A text is not an address.</exception>
    public SmtpAddresses(SmtpEnvelope envelope)
    {
        Sender = Address(envelope.Sender);
        _slots = new int[envelope.Recipients.Count];
        // MailKit compares in the same way, and sends no RCPT for what it has.
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _slots.Length; i++)
        {
            var address = Address(envelope.Recipients[i].Address);
            if (!known.TryGetValue(address.Address, out _slots[i]))
            {
                known[address.Address] = _slots[i] = _recipients.Count;
                _recipients.Add(address);
                _options[address] = envelope.Recipients[i];
            }
        }
    }

    public MailboxAddress Sender { get; }

    public List<MailboxAddress> Recipients => _recipients;

    public Dictionary<MailboxAddress, SmtpRecipient> Options => _options;

    /// <summary>Returns the number of the command that names a recipient.</summary>
    public int Slot(int recipient) => _slots[recipient];

    private static MailboxAddress Address(string address)
    {
        try
        {
            return new MailboxAddress(null, address);
        }
        catch (ParseException e)
        {
            throw new ArgumentException("This is not an address.", nameof(address), e);
        }
    }
}
