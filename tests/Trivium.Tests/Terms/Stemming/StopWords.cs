namespace Trivium.Tests.Terms.Stemming;

/// <summary>
/// The English stop words of Snowball's list, without apostrophes, with the shorter lists of search engines.
/// </summary>
internal static class StopWords
{
    public static IReadOnlySet<string> All { get; } = (
        "a about above after again against all am an and any are arent as at be because been before being below between "
        + "both but by can cannot cant could couldnt d did didnt do does doesnt doing dont down during each few for from "
        + "further had hadnt has hasnt have havent having he hed hell her here heres hers herself hes him himself his how "
        + "hows i id if ill im in into is isnt it its itself ive let lets ll m me more most mustnt my myself no nor not of "
        + "off on once only or other ought our ours ourselves out over own re s same shall shant she shed shell shes "
        + "should shouldnt so some such t than that thats the their theirs them themselves then there theres these they "
        + "theyd theyll theyre theyve this those through to too under until up ve very was wasnt we wed well were werent "
        + "weve what whats when whens where wheres which while who whom whos why whys will with wont would wouldnt you "
        + "youd youll your youre yours yourself yourselves youve").Split(' ').ToHashSet(StringComparer.Ordinal);
}
