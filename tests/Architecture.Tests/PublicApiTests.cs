using EmailAgent.Mail.Mime;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>The mail library could be published, so its public surface moves only on purpose.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void MailLibrary_Surface_IsAsListed() => Listing.AssertUnchanged("src/Mail/PublicApi.txt", PublicApi.Describe(typeof(MimeParser).Assembly));
}
