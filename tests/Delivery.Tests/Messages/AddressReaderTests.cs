using System.Text;
using EmailAgent.Delivery.Messages;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Delivery.Tests.Messages;

public sealed class AddressReaderTests
{
    [Theory]
    [InlineData("ada@example.org", null, "ada@example.org")]
    [InlineData("  Ada Lovelace <ada@example.org> ", "Ada Lovelace", "ada@example.org")]
    [InlineData("\"Lovelace, \\\"Ada\\\"\" <ada@example.org>", "Lovelace, \"Ada\"", "ada@example.org")]
    [InlineData("<ada@example.org>", null, "ada@example.org")]
    [InlineData("\"a b\"@example.org", null, "\"a b\"@example.org")]
    [InlineData("ädä@bücher.example", null, "ädä@xn--bcher-kva.example")]
    public void Read_OfAnAddress_GivesNameAndAddress(string text, string? name, string address) =>
        Assert.Equal((new OutgoingAddress(name, address), (string?)null), AddressReader.Read(text));

    [Fact]
    public void Read_OfAnyText_GivesWhatCanBeWrittenOrAReason() =>
        Prop.ForAll(Gen.Elements('a', '@', '.', '<', '>', '"', '\\', ' ', ',', '\r', '\n', '\0', 'ä', '\ud800').ArrayOf().ToArbitrary(), letters =>
        {
            var (address, error) = AddressReader.Read(new string(letters));
            if (address is null)
                return error is not null;
            var written = Encoding.UTF8.GetString(Drafts.Bytes(Drafts.Simple with { To = [address] }));
            return Drafts.Parsed(Drafts.Simple with { To = [address] }) is not null && !written.Contains("\r\n\r\n\r\n", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ReadReceived_OfAHostileName_LeavesTheAddress()
    {
        var address = AddressReader.ReadReceived("Ada\r\nBcc: eve@example.org\ud800", "ada@example.org")!;

        Assert.Equal("ada@example.org", address.Address);
        Assert.DoesNotContain(address.Name!, char.IsControl);
    }

    [Theory]
    [InlineData("")]
    [InlineData("undisclosed")]
    [InlineData("Eve <eve@example.org>")]
    public void ReadReceived_OfWhatIsNoAddress_GivesNothing(string address) => Assert.Null(AddressReader.ReadReceived(null, address));

    [Fact]
    public void Hidden_Recipients_AreAFieldOfTheCopyOnly()
    {
        var message = Drafts.Simple with { Bcc = [.. Enumerable.Range(0, 50).Select(i => new OutgoingAddress($"Bücher {i}", $"a{i}@example.org"))] };

        var field = Encoding.ASCII.GetString(HiddenField.Write(message));

        Assert.StartsWith("Bcc: ", field, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", field, StringComparison.Ordinal);
        Assert.All(field.Split("\r\n")[1..^1], line => Assert.True(line[0] is ' ' or '\t', line));
        Assert.DoesNotContain("Bcc", Encoding.ASCII.GetString(Drafts.Bytes(message)), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(HiddenField.Write(Drafts.Simple));
    }
}
