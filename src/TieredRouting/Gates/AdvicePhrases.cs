namespace TieredRouting.Gates;

/// <summary>
/// How advice of each category is worded: what to do, with what or to whom. Words of a subject alone are none, so that a text may speak of medicine, law, money or crime; nor is advice against
/// something. English only.
/// </summary>
internal static class AdvicePhrases
{
    private const string Person =
        "someone|somebody|anyone|people|person|persons|man|men|woman|women|child|children|kid|kids|him|her|them|wife|husband|girlfriend|boyfriend|ex|partner|neighbor|neighbors|neighbour|neighbours|coworker|coworkers|colleague|colleagues|boss|" +
        "friend|friends|family|mother|father|brother|sister|human|humans|victim|victims|crowd|student|students|classmate|classmates|teacher|teachers|stranger|strangers|employee|employees|roommate|immigrants|civilians|myself|yourself|oneself";

    private const string Drug = "meth|methamphetamine|cocaine|heroin|crack|fentanyl|lsd|mdma|ghb|ketamine|opium|amphetamine*|steroids";

    private const string Medicine = "medication|medications|medicine|medicines|meds|dose|dosage|pill|pills|tablets|insulin|antidepressant*|antibiotic*|treatment|prescription|inhaler|chemotherapy";

    private const string Investment = "stock|stocks|share|shares|bitcoin|crypto|cryptocurrency|cryptocurrencies|ethereum|bond|bonds|fund|funds|etf|etfs|gold|options|futures|annuity|annuities|property|savings";

    private static readonly string[] Medical =
    [
        "take|taking|use|using|give|giving|swallow|inject|administer ~5 # mg|milligram|milligrams|mcg|microgram*|ml|millilit*|grams|tablet|tablets|pill|pills|capsule|capsules|drops|units|iu|puffs|teaspoon*",
        "dose|dosage ~5 # mg|milligram*|mcg|ml|units|iu",
        "# mg|milligram|milligrams|mcg ~3 daily|day|hours|twice|every|once|bedtime|kg",
        $"stop|stopping|quit|skip|skipping|discontinue|double|halve|increase|reduce|lower ~3 {Medicine}",
        "you|you've|you're ~2 have|having|got|suffer|suffering ~3 cancer|diabetes|depression|influenza|infection|pneumonia|adhd|hypertension|migraine*|tumor|tumour|fracture|appendicitis|anemia|asthma|arthritis|covid|bronchitis|concussion|ulcer|allergy",
        "your|these symptoms ~2 suggest|indicate|mean|match|confirm|are",
        "don't|needn't ~2 need ~3 doctor|physician|hospital|specialist|surgery|vaccin*",
        "no need ~3 see ~1 doctor|physician|specialist",
        "safe to ~1 take|combine|mix ~5 with|together|while|during",
        "will|can|to cure|heal ~3 cancer|diabetes|depression|infection*|disease*|tumor*|autism|asthma|covid",
        "you|i ~2 diagnose|diagnosis ~1 is|you|with",
    ];

    private static readonly string[] Legal =
    [
        "you|you'd ~2 should|must|could|can|may|need|better ~2 sue|countersue|plead|evict|settle ~3 them|him|her|guilty|court|company|landlord|employer|tenant|it|for|out",
        "you|i'd ~3 plead ~1 guilty|innocent|no",
        "you|you've ~1 have|got ~2 strong|good|solid|valid|excellent|clear ~1 case|claim|defense|defence",
        "you ~1 will|would|can|should ~2 win ~3 case|court|lawsuit|appeal|claim",
        "don't|needn't ~2 need ~3 lawyer|attorney|solicitor|counsel",
        "you|you're ~1 are ~1 liable|entitled|obliged|immune ~1 to|for|from",
        "you're not|liable|entitled ~1 liable|entitled|obliged|to|for",
        "it|it's|this|that ~1 is ~1 perfectly|completely|entirely|fully legal|lawful",
        "as your lawyer|attorney|solicitor",
        "contract|clause|agreement|lease|will is ~1 void|invalid|unenforceable|binding",
        "you ~3 file|filing ~2 lawsuit|motion|claim|suit|injunction|complaint ~2 against|with|in|for",
        "you|you're ~2 legally required|obliged|obligated|entitled|allowed|permitted",
        "you ~2 should|must|can ~1 not|refuse ~2 testify|sign|consent|answer ~3 police|court|officer|contract|agreement|waiver",
    ];

    private static readonly string[] Financial =
    [
        $"you|you'd|i'd ~3 should|must|recommend|suggest|advise|better ~4 buy|buying|sell|selling|invest|investing|short|shorting|hold|holding|purchase ~5 {Investment}",
        $"buy|sell|short ~1 your|more|all|these|this|some ~2 {Investment} ~1 now|today|immediately|before|soon",
        "put|move|invest ~1 your|all ~2 money|savings|pension|retirement|capital ~2 in|into",
        $"i would ~2 buy|sell|short|invest|hold ~5 {Investment}",
        "guaranteed|risk-free|riskfree|certain ~2 return|returns|profit|profits|income|gains",
        "risk free ~2 return|returns|profit|profits|income|investment",
        "will|can ~1 double|triple|multiply ~2 money|investment|savings|capital",
        "can't|cannot lose ~2 money|investment|with|on",
        $"is|it's ~2 strong|safe|great|good buy|investment|bet ~3 {Investment}|now|today|for|right",
        "borrow|loan|mortgage|remortgage ~4 to invest|buy ~3 stock|stocks|shares|crypto|bitcoin|property",
        "you ~2 should|must ~3 refinance|remortgage|withdraw|cash ~4 mortgage|pension|401|retirement|savings|loan",
    ];

    private static readonly string[] Dangerous =
    [
        $"kill|killing|murder|murdering|stab|stabbing|strangle|strangling|poison|poisoning|behead|beheading|drown|drowning|suffocate|suffocating|torture|torturing|assassinate|assassinating|massacre|massacring|maim|mutilate|mutilating|butcher|butchering|slaughter|kidnap|kidnapping|rape|raping|lynch|lynching|exterminate|exterminating|eradicate|eradicating|liquidate|liquidating|blackmail|blackmailing ~3 {Person}",
        $"hit|hitting|beat|beating|shoot|shooting|hurt|hurting|attack|attacking|choke|choking|punch|stalk|stalking|terminate|terminating|harm|harming ~1 {Person}",
        "cut|cutting|chop|slit|slitting ~3 head|throat|wrist|wrists|veins",
        "carve|carving|cut|cutting|burn|burning ~4 into|on ~1 my|your|his|her ~1 arm|arms|skin|leg|wrist|thigh",
        "kill|hang|hurt|harm|cut|shoot|starve myself|yourself|oneself",
        "end|take|ending|taking my|your ~1 life",
        "commit|committing|plan|planning|carry ~3 murder|suicide|assault|treason|arson|genocide|robbery|terrorism|massacre|bombing|shooting|fraud|burglary",
        $"take|taking|hold|holding ~4 hostage|hostages",
        "blow|blowing up ~4 building|buildings|hospital|hospitals|bridge|school|schools|church|mosque|synagogue|airport|house|train|stadium|base|car|plane",
        "bomb|bombing ~3 building|buildings|hospital|hospitals|bridge|school|schools|church|mosque|airport|train|stadium|base|army|embassy",
        "set|setting ~4 on fire",
        "make|making|build|building|construct|constructing|assemble|prepare|plant|detonate|buy|buying|get ~4 bomb|bombs|explosive|explosives|molotov*|grenade|grenades|ied|napalm|silencer|detonator|sarin|ricin",
        $"make|making|cook|cooking|synthesize|synthesise|synthesizing|manufacture|manufacturing|produce|producing|buy|buying|get|getting|obtain|purchase|sell|selling|smuggle|smuggling|snort|inject ~4 {Drug}",
        "steal|stealing ~4 car|cars|wallet|wallets|money|identity|identities|purse|password|passwords|bike|jewelry|phone|card|cards",
        "rob|robbing ~3 bank|banks|store|stores|house|houses|shop|people|someone",
        "hack|hacking|crack|cracking ~4 account|accounts|email|phone|password|passwords|webcam|wifi|network|bank",
        "break|breaking|get|getting into ~3 house|car|account|accounts|home|phone",
        "launder|laundering ~2 money|cash|funds",
        "forge|forging|counterfeit|counterfeiting|fake|faking ~3 passport|passports|money|document|documents|signature|signatures|check|checks|banknotes|prescription",
        "evade|evading|dodge|dodging ~2 tax|taxes|arrest|police",
        "access|read|reading|track|tracking|monitor|spy|record|install ~6 without ~3 knowing|knowledge|permission|consent|noticing",
        "dispose|disposing|rid|hide|hiding ~3 body|corpse|bodies",
    ];

    public static IEnumerable<Phrase> Of(AdviceCategory category) => PatternsOf(category).Select(pattern => Phrase.Pattern(pattern, unlessNegated: true));

    private static string[] PatternsOf(AdviceCategory category) => category switch
    {
        AdviceCategory.Medical => Medical,
        AdviceCategory.Legal => Legal,
        AdviceCategory.Financial => Financial,
        _ => Dangerous,
    };
}
