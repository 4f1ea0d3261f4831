using EmailAgent.Grains.Admin;
using EmailAgent.Grains.Organizations;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>Rules for who can register. They never reveal which addresses are invited: that takes the token.</summary>
internal sealed class RegistrationGate(InvitationStore invitations, SetupStore setup, IOptions<AccountOptions> options)
{
    private static readonly Problem Closed = new(IdentityProblems.RegistrationClosed, "Registration is closed.");
    private static readonly Problem NotInvited = new(IdentityProblems.InvitationNeeded, "Registration requires the token of an invitation for this address.", "invitation");

    /// <returns>Null when the registration may go on.</returns>
    public async Task<Problem?> RefuseAsync(RegisterRequest registration, CancellationToken cancellationToken)
    {
        var mode = options.Value.Registration;
        if (mode == RegistrationMode.Open)
            return null;
        if (registration.Invitation is { } token)
        {
            if (await setup.FindAsync(SetupToken.Hash(token), cancellationToken) is not null) // otherwise there could be no first administrator
                return null;
            if (mode == RegistrationMode.Invited && await invitations.IsGoodAsync(InvitationToken.From(token).Hash, EmailSyntax.ToKey(registration.Email), cancellationToken))
                return null;
        }

        return mode == RegistrationMode.Closed ? Closed : NotInvited;
    }
}
