using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Notices;

namespace EmailAgent.Grains.Identity;

/// <summary>Opens accounts.</summary>
internal sealed class Registrations(
    UserStore users, AccountSessions sessions, PasswordHashing passwords, RegistrationPolicy registrations, RegistrationGate gate, AccountPolicy accounts,
    NoticeOutbox outbox, AuditTrail trail, TimeProvider time)
{
    private static readonly Problem TakenEmail = new(IdentityProblems.EmailTaken, "An account with this address already exists.", "email");

    public async Task<Outcome<LoginStep>> RegisterAsync(RegisterRequest registration, CancellationToken cancellationToken)
    {
        if (registrations.Check(registration) is { } refused)
            return refused;
        if (await gate.RefuseAsync(registration, cancellationToken) is { } closed)
            return closed;
        if (await passwords.HashAsync(registration.Password, cancellationToken) is not { } hash)
            return PasswordHashing.TooBusy;

        var user = new UserRow(
            Guid.NewGuid(), registration.Email, EmailSyntax.ToKey(registration.Email), hash, ToStored(registration.FirstName), ToStored(registration.LastName),
            time.GetUtcNow().UtcDateTime, Roles.User, DisabledAt: null, EmailVerifiedAt: null);
        var isNew = await users.InsertAsync(user, cancellationToken);
        await trail.WriteAsync(
            isNew ? AuditTrail.Entry(user.Id, IdentityActions.Register, actorId: user.Id) : AuditTrail.Entry(null, IdentityActions.Register, outcome: AuditOutcome.Refused),
            cancellationToken);
        if (!accounts.RequiresVerifiedEmail && !isNew)
            return TakenEmail;
        // The same work and the same answer for an address that has an account: only its owner is notified.
        await outbox.RequestAsync(user.EmailKey, isNew ? NoticeKinds.VerifyEmail : NoticeKinds.AlreadyRegistered, cancellationToken);
        if (accounts.RequiresVerifiedEmail)
            return LoginStep.Mailed;
        return await sessions.OpenAsync(user, cancellationToken) is { } session ? LoginStep.Into(session) : Logins.WrongCredentials;
    }

    private static string? ToStored(string? name) => string.IsNullOrWhiteSpace(name) ? null : NameText.Tidy(name);
}
