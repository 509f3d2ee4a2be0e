-- Asks for the address with another query each time, which the page takes no notice of: no answer can be one
-- that was kept from before. The moment stands in it, so that no run asks what an earlier one asked.
local before, after
local number = 0

function init()
    local whole = wrk.format("GET", wrk.path .. "?again=" .. os.time() .. "-@")
    before, after = whole:match("^(.-)@(.*)$")
end

function request()
    number = number + 1
    return before .. number .. after
end
