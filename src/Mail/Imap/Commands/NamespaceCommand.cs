using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>NAMESPACE (RFC 2342).</summary>
internal sealed class NamespaceCommand : ImapCommand<ImapNamespaces>
{
    private ImapNamespaces _result = new([], [], []);

    public override string Name => "NAMESPACE";

    public override ImapNamespaces Result => _result;

    public override void Write(CommandWriter writer) => writer.Raw(Name);

    public override bool Accept(ImapResponse response)
    {
        if (response is not NamespaceResponse told)
        {
            return false;
        }

        _result = told.Namespaces;
        return true;
    }
}
