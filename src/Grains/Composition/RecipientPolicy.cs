using EmailAgent.Delivery.Messages;

namespace EmailAgent.Grains.Composition;

/// <summary>Rules for the addresses of messages.</summary>
internal static class RecipientPolicy
{
    // Enough to correct a list, in an answer of bounded size.
    private const int MostProblems = 20;
    private const int MostReplyTo = 10;

    private static readonly Problem NoRecipient = new(ProblemCodes.Invalid, "At least one recipient is required.", "to");

    /// <summary>Reads the addresses of a request. Each that is wrong adds a refusal of its place.</summary>
    public static Addressees Read(ComposeRequest request, CompositionOptions options, List<Problem?> problems)
    {
        var total = (request.To?.Count ?? 0) + (request.Cc?.Count ?? 0) + (request.Bcc?.Count ?? 0);
        if (total > options.RecipientsPerMessage)
        {
            problems.Add(TooMany(options));
            return new Addressees(null, null, [], null);
        }

        if (total == 0 && request.InReplyToId is null)
            problems.Add(NoRecipient);
        if (request.ReplyTo?.Count > MostReplyTo)
            problems.Add(new Problem(ProblemCodes.Invalid, $"A message has at most {MostReplyTo} addresses for replies.", "reply_to"));
        return new Addressees(
            ReadField("to", request.To, options.RecipientDomains, problems),
            ReadField("cc", request.Cc, options.RecipientDomains, problems),
            ReadField("bcc", request.Bcc, options.RecipientDomains, problems) ?? [],
            ReadField("reply_to", request.ReplyTo?.Count > MostReplyTo ? null : request.ReplyTo, [], problems));
    }

    /// <summary>Checks the recipients of a whole message, some of which can be those of the original.</summary>
    public static Problem? Check(OutgoingMessage message, CompositionOptions options) => message.Recipients.Count switch
    {
        0 => NoRecipient,
        var count when count > options.RecipientsPerMessage => TooMany(options),
        _ => message.Recipients.FirstOrDefault(address => !IsAllowed(address, options.RecipientDomains)) is { } refused ? NotAllowed(refused, "to") : null,
    };

    /// <summary>Returns the addresses of an original to which mail can be sent, without those that are in another field.</summary>
    public static IReadOnlyList<OutgoingAddress> Usable(IEnumerable<OutgoingAddress> addresses, IReadOnlyList<OutgoingAddress> others) =>
    [
        .. addresses
            .Select(address => AddressReader.ReadReceived(address.Name, address.Address))
            .OfType<OutgoingAddress>()
            .Where(address => !others.Any(other => other.Address.Equals(address.Address, StringComparison.OrdinalIgnoreCase))),
    ];

    private static List<OutgoingAddress>? ReadField(string field, IReadOnlyList<ComposeAddress>? addresses, IList<string> domains, List<Problem?> problems)
    {
        if (addresses is null)
            return null;
        var read = new List<OutgoingAddress>(addresses.Count);
        foreach (var (place, given) in addresses.Index())
        {
            if (problems.Count >= MostProblems)
                break;
            var (address, error) = given?.Email is null ? (null, "An address is required.") : AddressReader.Read(given.Email, given.Name);
            if (address is null)
                problems.Add(new Problem(ProblemCodes.Invalid, error!, $"{field}[{place}]"));
            else if (!IsAllowed(address.Address, domains))
                problems.Add(NotAllowed(address.Address, $"{field}[{place}]"));
            else
                read.Add(address);
        }

        return [.. read.DistinctBy(address => address.Address, StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsAllowed(string address, IList<string> domains)
    {
        if (domains.Count == 0)
            return true;
        var domain = address.AsSpan(address.LastIndexOf('@') + 1);
        foreach (var allowed in domains)
        {
            if (domain.Equals(allowed, StringComparison.OrdinalIgnoreCase)
                || (domain.Length > allowed.Length && domain[^(allowed.Length + 1)] == '.' && domain.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static Problem NotAllowed(string address, string field) =>
        new(CompositionProblems.RecipientNotAllowed, $"This installation does not send to {address[(address.LastIndexOf('@') + 1)..]}.", field);

    private static Problem TooMany(CompositionOptions options) =>
        new(ProblemCodes.Invalid, $"A message has at most {options.RecipientsPerMessage} recipients.", "to");
}
