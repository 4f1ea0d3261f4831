namespace EmailAgent.DemoMailbox;

/// <summary>Somebody who writes or receives mail.</summary>
internal sealed record Person(string Name, string Address)
{
    public string FirstName => Name.Split(' ')[0];

    public override string ToString() => $"{HeaderText.Encode(Name)} <{Address}>";
}
