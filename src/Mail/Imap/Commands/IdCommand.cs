using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>ID (RFC 2971).</summary>
internal sealed class IdCommand(IReadOnlyDictionary<string, string>? fields) : ImapCommand<IReadOnlyDictionary<string, string>>
{
    private IReadOnlyDictionary<string, string> _result = new Dictionary<string, string>();

    public override string Name => "ID";

    public override IReadOnlyDictionary<string, string> Result => _result;

    public override void Write(CommandWriter writer)
    {
        if (fields is not { Count: > 0 })
        {
            writer.Raw("ID NIL");
            return;
        }

        var separator = "ID (";
        foreach (var (name, value) in fields)
        {
            writer.Raw(separator).String(name).Raw(" ").String(value);
            separator = " ";
        }

        writer.Raw(")");
    }

    public override bool Accept(ImapResponse response)
    {
        if (response is not IdResponse id)
        {
            return false;
        }

        _result = id.Fields;
        return true;
    }
}
